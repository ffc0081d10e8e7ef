using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.Dialects.Replies;
using Xunit;

namespace Prenup.Tests.Dialects.Replies;

/// <summary>Every recorded stream, read by the taps and again, independently, by a document reader.</summary>
public sealed class RecordedStreamTests
{
    [Fact]
    public void Every_recorded_stream_parses_ends_well_and_reports_its_last_usage()
    {
        foreach (var recording in Recording.All("stream"))
        {
            var tap = StreamTap.For(recording.Dialect);
            var roles = recording.Events().Select(data => tap.Read(data).Role).ToList();

            Assert.True(tap.Facts.Fault is null, $"{recording.Name}: {tap.Facts.Fault?.Message}");
            Assert.True(tap.EndedWell, recording.Name);
            Assert.True(tap.Facts.SawFinish, recording.Name);
            Assert.True(roles[^1].HasFlag(EventRole.Terminal), recording.Name);
            Assert.True(roles.Count(role => role.HasFlag(EventRole.Terminal)) == 1, recording.Name);
            Assert.True(roles.Count(role => role.HasFlag(EventRole.UsageOnly)) <= 1, recording.Name);
            AssertUsage(recording, tap.Facts);
        }
    }

    [Fact]
    public void Every_recorded_stream_counts_the_text_that_it_carries()
    {
        foreach (var recording in Recording.All("stream"))
        {
            var tap = StreamTap.For(recording.Dialect);
            var hasContent = recording.Events().Select(data => tap.Read(data).IsContent).ToList().Contains(true);
            Assert.Equal(hasContent, tap.Facts.OutputBytes > 0);
        }
    }

    [Fact]
    public void The_model_is_found_where_it_stands()
    {
        foreach (var recording in Recording.All("stream"))
        {
            var tap = StreamTap.For(recording.Dialect);
            foreach (var data in recording.Events().Where(data => data[0] == '{'))
            {
                var reading = tap.Read(data);
                using var document = JsonDocument.Parse(data);
                var holder = recording.Dialect == Dialect.OpenAiChat ? document.RootElement : Response(document);
                var model = holder.ValueKind == JsonValueKind.Object ? holder.GetProperty("model").GetRawText() : "";
                var found =
                    reading.ModelOffset < 0
                        ? ""
                        : System.Text.Encoding.UTF8.GetString(data, reading.ModelOffset, reading.ModelLength);
                Assert.Equal(model, found);
            }
        }
    }

    private static JsonElement Response(JsonDocument document) =>
        document.RootElement.TryGetProperty("response", out var response) ? response : default;

    private static void AssertUsage(Recording recording, ReplyFacts facts)
    {
        var last = default(JsonElement?);
        foreach (var data in recording.Events().Where(data => data[0] == '{'))
        {
            using var document = JsonDocument.Parse(data);
            var holder = recording.Dialect == Dialect.OpenAiChat ? document.RootElement : Response(document);
            if (
                holder.ValueKind == JsonValueKind.Object
                && holder.TryGetProperty("usage", out var usage)
                && usage.ValueKind == JsonValueKind.Object
            )
            {
                last = usage.Clone();
            }
        }
        Assert.Equal(last is not null, facts.HasUsage);
        if (last is { } expected)
        {
            ExpectedUsage.AssertSame(expected, facts, recording.Name);
        }
    }
}
