using System.Text;
using Prenup.FunctionalTests.Timers;
using Prenup.Sandbox.Replies;

namespace Prenup.FunctionalTests.Aborts;

/// <summary>Where a stream can be cut: of nine words it has a role, nine contents, a finish, a usage chunk and [DONE].</summary>
internal static class Streams
{
    public const int Events = 13;

    /// <summary>How many random offsets are tried: two hundred, in the deep run a thousand.</summary>
    public static int Offsets => Environment.GetEnvironmentVariable("PRENUP_DEEP") == "1" ? 1000 : 200;

    /// <summary>A stream that stops dead after a random byte.</summary>
    public static CannedReply StoppedAt(Random dice)
    {
        var body = new StringBuilder(Chunks.Role);
        for (var i = 0; i < 9; i++)
        {
            body.Append(Chunks.Content("word "));
        }
        var text = body.Append(Chunks.Finish).Append(Chunks.Done).ToString();
        var at = dice.Next(1, text.Length - 1);
        return Chunks.Slow(TimeSpan.FromHours(1), text[..at], text[at..]);
    }
}
