using System.Globalization;
using System.Text;

namespace Prenup.LoadRig.Traffic;

/// <summary>
/// One kind of request: its name and its body of 2 KiB. A stream's pace stands in the body's `user` field, which every
/// gateway passes on, so that one upstream serves all kinds.
/// </summary>
internal sealed record Ask(string Name, byte[] Body, byte[] SampleBody)
{
    private const int BodyBytes = 2048;

    /// <summary>The same request at no pace: its reply has the same body, at once.</summary>
    public Ask Sample => this with { Body = SampleBody };

    /// <summary>Asks for a whole reply of 2 KiB.</summary>
    public static Ask Whole()
    {
        var body = Build("", "rig");
        return new("whole", body, body);
    }

    /// <summary>Asks for a stream of that many events, one every <paramref name="pace"/>.</summary>
    public static Ask Stream(string name, int events, TimeSpan pace) =>
        new(name, BuildStream(events, pace), BuildStream(events, TimeSpan.Zero));

    // The client asks for usage itself, so that the bodies of all paths equal the direct one byte for byte.
    private static byte[] BuildStream(int events, TimeSpan pace)
    {
        const string options = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
        var user = string.Create(CultureInfo.InvariantCulture, $"pace:{(long)pace.TotalMicroseconds}:{events}");
        return Build(options, user);
    }

    private static byte[] Build(string options, string user)
    {
        var head =
            $"{{\"model\":\"{Replies.Model}\",\"max_completion_tokens\":512,\"user\":\"{user}\"{options},"
            + "\"messages\":[{\"role\":\"system\",\"content\":\"You answer briefly.\"},{\"role\":\"user\",\"content\":\"";
        const string tail = "\"}]}";
        return Encoding.UTF8.GetBytes(head + Filler.Text(BodyBytes - head.Length - tail.Length) + tail);
    }
}
