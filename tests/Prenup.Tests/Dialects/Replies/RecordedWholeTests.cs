using System.Text;
using System.Text.Json;
using Prenup.Dialects.Replies;
using Xunit;

namespace Prenup.Tests.Dialects.Replies;

/// <summary>Every recorded whole reply, in any cuts.</summary>
public sealed class RecordedWholeTests
{
    [Fact]
    public void Every_recorded_reply_is_well_formed_and_reports_its_usage()
    {
        foreach (var recording in Recording.All("whole"))
        {
            var tap = Read(recording, recording.Response.Length);
            using var document = JsonDocument.Parse(recording.Response);
            var root = document.RootElement;

            Assert.True(tap.WellFormed, recording.Name);
            var hasError = root.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null;
            Assert.True(hasError == tap.Facts.Fault is not null, recording.Name);
            Assert.Equal(Text(root, "model"), tap.Facts.ServedModel);
            Assert.Equal(Text(root, "id"), tap.Facts.ResponseId);
            Assert.Equal(Text(root, "service_tier"), tap.Facts.ServedTier);
            var hasUsage = root.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object;
            Assert.Equal(hasUsage, tap.Facts.HasUsage);
            if (hasUsage)
            {
                ExpectedUsage.AssertSame(usage, tap.Facts, recording.Name);
            }
            if (tap.ModelOffset >= 0)
            {
                var raw = recording.Response.AsSpan((int)tap.ModelOffset, tap.ModelLength);
                Assert.Equal(root.GetProperty("model").GetRawText(), Encoding.UTF8.GetString(raw));
            }
        }
    }

    [Fact]
    public void F1_every_cut_of_a_recorded_reply_reads_the_same()
    {
        foreach (var recording in Recording.All("whole"))
        {
            var whole = Summary(Read(recording, recording.Response.Length));
            Assert.Equal(whole, Summary(Read(recording, size: 1)));
            foreach (var cut in Cuts.Of(recording.Response.Length))
            {
                Assert.Equal(whole, Summary(Read(recording, cut)));
            }
        }
    }

    // The first piece has the given size; what is left comes at once, or (size 1) byte by byte.
    private static WholeTap Read(Recording recording, int size)
    {
        var tap = new WholeTap(recording.Dialect);
        ReadOnlySpan<byte> rest = recording.Response;
        while (!rest.IsEmpty)
        {
            var next =
                size == 1 || rest.Length == recording.Response.Length ? Math.Min(size, rest.Length) : rest.Length;
            tap.Append(rest[..next]);
            rest = rest[next..];
        }
        tap.Complete();
        return tap;
    }

    private static object Summary(WholeTap tap) =>
        (
            tap.WellFormed,
            tap.ModelOffset,
            tap.ModelLength,
            tap.Facts.Usage,
            (tap.Facts.ServedModel, tap.Facts.ServedTier, tap.Facts.ResponseId, tap.Facts.Fault?.Code)
        );

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() != ""
            ? text.GetString()
            : null;
}
