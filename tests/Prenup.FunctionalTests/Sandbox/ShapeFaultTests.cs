using System.Text;
using System.Text.Json;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

/// <summary>Faults that deliver everything, in shapes that readers stumble over.</summary>
public sealed class ShapeFaultTests
{
    private const string Path = "v1/chat/completions";
    private static readonly string Stream = ChatTests.Ask(
        "9 words",
        "\"stream\":true,\"stream_options\":{\"include_usage\":true}"
    );

    public static TheoryData<FaultKind, Func<Reply, bool>> Shapes =>
        new()
        {
            { FaultKind.InvalidUtf8, r => !System.Text.Unicode.Utf8.IsValid(r.Bytes) },
            { FaultKind.NotJson, r => !IsJson(r) },
            { FaultKind.Html, r => r.Text.StartsWith("<html>", StringComparison.Ordinal) },
            { FaultKind.NoTerminal, r => !Has(r, "[DONE]") && Has(r, "\"finish_reason\":\"stop\"") },
            { FaultKind.NoFinish, r => !Has(r, "[DONE]") && !Has(r, "\"finish_reason\":\"stop\"") },
            { FaultKind.ErrorFinish, r => Has(r, "\"finish_reason\":\"error\"") && Has(r, "[DONE]") },
            { FaultKind.RepeatUsage, r => Usages(r).Count > 3 && Usages(r)[^1] == Usages(r)[^2] },
            { FaultKind.FilterOffsets, r => Has(r, "content_filter_offsets") && IsJson(r) },
            { FaultKind.EmptyDeltas, r => Has(r, "\"delta\":{}") && Words(r) == 9 },
            { FaultKind.CrLf, r => Has(r, "}\r\n\r\n") && !Has(r, "}\n") },
            { FaultKind.LoneCr, r => !Has(r, "\n") && Has(r, "}\r\r") },
            { FaultKind.NoSpace, r => Has(r, "data:{") && !Has(r, "data: ") },
            { FaultKind.Comments, r => r.Text.StartsWith(": SANDBOX PROCESSING\n\n", StringComparison.Ordinal) },
            { FaultKind.NoLastBlankLine, r => r.Text.EndsWith("[DONE]", StringComparison.Ordinal) },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_shape_is_what_its_name_says(FaultKind kind, Func<Reply, bool> holds)
    {
        await using Client client = await Client.StartAsync();
        client.OpenAi.Faults.Enqueue(Fault.Of(kind));
        Reply reply = await client.OpenAiAsync(Path, Stream);

        Assert.Equal(200, reply.Status);
        Assert.True(holds(reply), reply.Text);
    }

    [Fact]
    public void Every_kind_has_a_test()
    {
        string[] tested = [.. Shapes.Select(row => row.Data.Item1.ToString())];
        string[] elsewhere =
        [
            "Status",
            "CloseAtAccept",
            "ResetBeforeHead",
            "BlackHole",
            "DelayHead",
            "Cut",
            "Stall",
            "ErrorEvent",
            "FailedEvent",
            "SlowBody",
            "EndlessLine",
            "ServeTier",
            "AddHeaders",
        ];
        Assert.Equal(
            Enum.GetNames<FaultKind>().Order(StringComparer.Ordinal),
            tested.Concat(elsewhere).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Headers_can_be_added_to_a_good_reply()
    {
        await using Client client = await Client.StartAsync();
        client.Azure.Faults.Enqueue(
            new()
            {
                Kind = FaultKind.AddHeaders,
                Headers = new Dictionary<string, string> { ["retry-after"] = "3" },
            }
        );
        Reply reply = await client.AzureAsync("openai/v1/chat/completions", ChatTests.Ask("hi", "\"n\":1"));

        Assert.Equal((200, "3"), (reply.Status, reply.Header("retry-after")));
    }

    private static bool Has(Reply reply, string text) => reply.Text.Contains(text, StringComparison.Ordinal);

    private static bool IsJson(Reply reply)
    {
        try
        {
            return reply.Events.Count > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static List<string> Usages(Reply reply) =>
        [
            .. reply
                .Events.Select(e => e.GetProperty("usage"))
                .Where(u => u.ValueKind == JsonValueKind.Object)
                .Select(u => u.GetRawText()),
        ];

    private static int Words(Reply reply)
    {
        var text = new StringBuilder();
        foreach (JsonElement choice in reply.Events.SelectMany(e => e.GetProperty("choices").EnumerateArray()))
        {
            text.Append(
                choice.GetProperty("delta").TryGetProperty("content", out JsonElement piece) ? piece.GetString() : ""
            );
        }

        return text.ToString().Split(' ').Length;
    }
}
