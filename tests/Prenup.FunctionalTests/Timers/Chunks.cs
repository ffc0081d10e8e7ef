using System.Text;
using Prenup.Sandbox.Replies;

namespace Prenup.FunctionalTests.Timers;

/// <summary>Chat streams written by hand, where the sandbox's own answers are too well-behaved.</summary>
internal static class Chunks
{
    public const string Comment = ": ping\n\n";
    public const string Done = "data: [DONE]\n\n";

    public static readonly string Role = Delta("""{"role":"assistant","content":""}""");
    public static readonly string Finish =
        """data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n";
    private static readonly KeyValuePair<string, string> Type = new("Content-Type", "text/event-stream");

    public static string Content(string text) => Delta($$"""{"content":"{{text}}"}""");

    /// <summary>More than any socket on the way holds.</summary>
    public static CannedReply Large()
    {
        var content = Content(new string('x', 8 << 10));
        var body = new StringBuilder(Role);
        for (var i = 0; i < 4096; i++)
        {
            body.Append(content);
        }
        return new CannedReply(200, [Type], Encoding.ASCII.GetBytes(body.Append(Finish).Append(Done).ToString()));
    }

    /// <summary>Pieces with a silence between them.</summary>
    public static CannedReply Slow(TimeSpan between, params IEnumerable<string> pieces)
    {
        var bytes = pieces.Select(Encoding.ASCII.GetBytes).ToList();
        return new CannedReply(200, [Type], bytes.SelectMany(static piece => piece).ToArray())
        {
            Pieces = [.. bytes.Select(static piece => piece.Length)],
            Between = between,
        };
    }

    private static string Delta(string delta) =>
        $$"""data: {"id":"c","choices":[{"index":0,"delta":{{delta}},"finish_reason":null}]}""" + "\n\n";
}
