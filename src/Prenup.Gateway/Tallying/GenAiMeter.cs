using System.Diagnostics;
using System.Diagnostics.Metrics;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Gateway.Tallying.Series;
using Meter = System.Diagnostics.Metrics.Meter;

namespace Prenup.Gateway.Tallying;

/// <summary>
/// The histograms of OpenTelemetry's conventions for generative AI, with the buckets that these ask for. While nobody listens,
/// nothing is recorded. Their labels are configured names and closed lists alone.
/// </summary>
public static class GenAiMeter
{
    /// <summary>The name that a listener asks for.</summary>
    public const string MeterName = "Prenup";

    private static readonly Meter Own = new(MeterName);
    private static readonly Histogram<double> Duration = Seconds(
        "gen_ai.client.operation.duration",
        "From an attempt's begin to its end.",
        [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
    );
    private static readonly Histogram<double> FirstChunk = Seconds(
        "gen_ai.client.operation.time_to_first_chunk",
        "From an attempt's begin to its first content, of streams.",
        [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60]
    );
    private static readonly Histogram<double> FirstToken = Seconds(
        "gen_ai.server.time_to_first_token",
        "From a request's head to the first content, of streams.",
        [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60]
    );
    private static readonly Histogram<double> Request = Seconds(
        "gen_ai.server.request.duration",
        "From a request's head to the end of its reply.",
        [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
    );
    private static readonly Histogram<long> Tokens = Own.CreateHistogram(
        "gen_ai.client.token.usage",
        "{token}",
        "Tokens of an attempt, as reported or estimated.",
        tags: null,
        new InstrumentAdvice<long>
        {
            HistogramBucketBoundaries =
            [
                1,
                4,
                16,
                64,
                256,
                1_024,
                4_096,
                16_384,
                65_536,
                262_144,
                1_048_576,
                4_194_304,
                16_777_216,
                67_108_864,
            ],
        }
    );

    /// <summary>An attempt was closed.</summary>
    internal static void Closed(Exchange exchange, Attempt attempt, Closed closed, TimeProvider clock)
    {
        if (!Duration.Enabled)
        {
            return;
        }
        var tags = Tags(exchange, attempt.Offer.Model);
        tags.Add(GenAi.ProviderName, GenAi.Name(attempt.Offer.Account.Cloud));
        tags.Add("prenup.offer", attempt.Offer.Name);
        if (exchange.Ask.Streamed && closed.FirstContent is { } first)
        {
            FirstChunk.Record(first.TotalSeconds, tags);
            var before = clock.GetElapsedTime(exchange.Arrival.Timestamp, attempt.Begun);
            FirstToken.Record((before + first).TotalSeconds, Tags(exchange, exchange.Permit.Model.Name));
        }
        if (closed.Basis is UsageBasis.Reported or UsageBasis.Estimated)
        {
            Count(closed.Usage.TotalIn, "input", tags);
            Count(closed.Usage.TotalOut, "output", tags);
        }
        if (closed.Fault != Core.Faults.FaultKind.None)
        {
            tags.Add(GenAi.ErrorType, Labels.Kinds[(int)closed.Fault]);
        }
        Duration.Record(closed.Duration.TotalSeconds, tags);
    }

    /// <summary>An exchange ended with a reply.</summary>
    internal static void Ended(Exchange exchange, TimeProvider clock)
    {
        if (Request.Enabled)
        {
            Request.Record(
                clock.GetElapsedTime(exchange.Arrival.Timestamp).TotalSeconds,
                Tags(exchange, exchange.Permit.Model.Name)
            );
        }
    }

    private static void Count(long tokens, string type, TagList tags)
    {
        tags.Add(GenAi.TokenType, type);
        Tokens.Record(tokens, tags);
    }

    private static TagList Tags(Exchange exchange, string model) =>
        new()
        {
            { GenAi.OperationName, GenAi.Name(exchange.Arrival.Operation, exchange.Arrival.Dialect) },
            { GenAi.RequestModel, model },
        };

    private static Histogram<double> Seconds(string name, string description, double[] bounds) =>
        Own.CreateHistogram(
            name,
            "s",
            description,
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds }
        );
}
