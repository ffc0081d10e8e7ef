using System.Buffers.Text;

namespace Prenup.LoadRig.Traffic;

/// <summary>How the upstream sends a stream, as the request's body says: see <see cref="Ask.Stream"/>.</summary>
internal readonly record struct Pace(int Microseconds, int Events)
{
    private const int MostEvents = 100_000;

    /// <summary>Reads the pace from a request's body.</summary>
    /// <returns>Null when the body asks for a whole reply.</returns>
    public static Pace? Read(ReadOnlySpan<byte> body)
    {
        var marker = "\"user\":\"pace:"u8;
        var at = body.IndexOf(marker);
        if (at < 0)
        {
            return null;
        }

        var text = body[(at + marker.Length)..];
        return
            Utf8Parser.TryParse(text, out int microseconds, out var used)
            && Utf8Parser.TryParse(text[(used + 1)..], out int events, out _)
            && events is >= 4 and <= MostEvents
            ? new(microseconds, events)
            : throw new IOException("A request's pace cannot be read.");
    }
}
