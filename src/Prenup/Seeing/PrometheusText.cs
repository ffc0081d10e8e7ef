using System.Buffers;
using System.Globalization;
using System.Text;

namespace Prenup.Seeing;

/// <summary>Prometheus' text format, version 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/).</summary>
public static class PrometheusText
{
    /// <summary>The media type of the format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes every metric as it is now.</summary>
    public static void Write(IReadOnlyList<Metric> metrics, IBufferWriter<byte> output)
    {
        var text = new StringBuilder(16 << 10);
        foreach (var metric in metrics)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {metric.Name} {metric.Help}\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"# TYPE {metric.Name} {metric.Kind.ToString().ToLowerInvariant()}\n"
            );
            foreach (var sample in metric.Read())
            {
                if (sample.Histogram is null)
                {
                    Line(text, metric, "", sample.Labels, null, sample.Value);
                }
                else
                {
                    Histogram(text, metric, sample);
                }
            }
        }
        foreach (var chunk in text.GetChunks())
        {
            Encoding.UTF8.GetBytes(chunk.Span, output);
        }
    }

    private static void Histogram(StringBuilder text, Metric metric, Sample sample)
    {
        var histogram = sample.Histogram!;
        var counts = histogram.Cumulative();
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            var bound =
                bucket < histogram.Scale.Bounds.Count
                    ? Number(histogram.Scale.Bounds[bucket] * histogram.Scale.Unit)
                    : "+Inf";
            Line(text, metric, "_bucket", sample.Labels, bound, counts[bucket]);
        }
        Line(text, metric, "_sum", sample.Labels, null, histogram.Sum);
        Line(text, metric, "_count", sample.Labels, null, counts[^1]);
    }

    private static void Line(
        StringBuilder text,
        Metric metric,
        string suffix,
        IReadOnlyList<string> labels,
        string? bound,
        decimal value
    )
    {
        text.Append(metric.Name).Append(suffix);
        var opened = '{';
        for (var i = 0; i < labels.Count; i++)
        {
            text.Append(opened).Append(metric.Labels[i]).Append("=\"");
            Escaped(text, labels[i]);
            text.Append('"');
            opened = ',';
        }
        if (bound is not null)
        {
            text.Append(opened).Append("le=\"").Append(bound).Append('"');
            opened = ',';
        }
        text.Append(opened == ',' ? "} " : " ").Append(Number(value)).Append('\n');
    }

    private static void Escaped(StringBuilder text, string label)
    {
        foreach (var character in label)
        {
            _ = character switch
            {
                '\\' => text.Append("\\\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append("\\n"),
                _ => text.Append(character),
            };
        }
    }

    // Without trailing zeros: a decimal keeps its scale.
    private static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
