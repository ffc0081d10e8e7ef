using System.Text;

namespace Prenup.LoadRig.Traffic;

/// <summary>What the upstream answers, ready to send: head and framing included.</summary>
internal static class Replies
{
    /// <summary>The one model of a run.</summary>
    public const string Model = "gpt-4.1-mini";

    private const int WholeBytes = 2048;
    private const int EventBytes = 180;
    private const string Identity = "{\"id\":\"chatcmpl-rig\",\"object\":\"chat.completion";
    private const string Common = "\",\"created\":1750000000,\"model\":\"" + Model + "\",";

    /// <summary>The whole reply of 2 KiB.</summary>
    public static byte[] Whole()
    {
        const string start =
            Identity + Common + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"";
        const string end =
            "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":412,\"completion_tokens\":366,\"total_tokens\":778}}";
        var body = start + Filler.Text(WholeBytes - start.Length - end.Length) + end;
        return Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-request-id: req_rig\r\nContent-Length: {body.Length}\r\n\r\n{body}"
        );
    }

    /// <summary>The head of a streamed reply.</summary>
    public static byte[] StreamHead() =>
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nx-request-id: req_rig\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray();

    /// <summary>
    /// That many events, each one chunk: role, text (180 bytes each), stop, usage. The last one carries `[DONE]` and
    /// the end of the body with it.
    /// </summary>
    public static byte[][] Events(int count)
    {
        var events = new byte[count][];
        events[0] = Chunk(Choice("\"role\":\"assistant\",\"content\":\"\"", "null"));
        for (var i = 1; i < count - 2; i++)
        {
            events[i] = Chunk(Text());
        }

        events[^2] = Chunk(Choice("", "\"stop\""));
        events[^1] = [.. Chunk(Usage()), .. Chunk("data: [DONE]\n\n"), .. "0\r\n\r\n"u8];
        return events;
    }

    private static string Text()
    {
        var bare = Choice("\"content\":\"\"", "null").Length;
        return Choice($"\"content\":\"{Filler.Text(EventBytes - bare)}\"", "null");
    }

    private static string Choice(string delta, string finish) =>
        $"data: {Identity}.chunk{Common}\"choices\":[{{\"index\":0,\"delta\":{{{delta}}},\"finish_reason\":{finish}}}]}}\n\n";

    private static string Usage() =>
        $"data: {Identity}.chunk{Common}\"choices\":[],\"usage\":{{\"prompt_tokens\":412,\"completion_tokens\":98,\"total_tokens\":510}}}}\n\n";

    private static byte[] Chunk(string text) => Encoding.UTF8.GetBytes($"{text.Length:x}\r\n{text}\r\n");
}
