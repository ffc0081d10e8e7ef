using System.Text;
using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.Tests.Dialects.Framing;

namespace Prenup.Tests.Dialects;

/// <summary>One recorded exchange with a real cloud.</summary>
internal sealed record Recording(
    string Name,
    Dialect Dialect,
    string Cloud,
    byte[] Request,
    int Status,
    byte[] Response
)
{
    /// <summary>All recordings of OpenAI's dialects of a kind: <c>stream</c>, <c>whole</c> or <c>error</c>.</summary>
    public static IReadOnlyList<Recording> All(string kind)
    {
        var folder = SharedFolder.Find("recordings");
        return
        [
            .. Directory
                .EnumerateDirectories(folder, $"*.openai-*.{kind}", SearchOption.AllDirectories)
                .SelectMany(Directory.EnumerateFiles)
                .Order(StringComparer.Ordinal)
                .Select(path => Read(path, Path.GetRelativePath(folder, path))),
        ];
    }

    /// <summary>The data of every event of a recorded stream.</summary>
    public IEnumerable<byte[]> Events() =>
        from frame in Frames.Of(Response, int.MaxValue)
        where frame.Data is not null
        select Encoding.Latin1.GetBytes(frame.Data!);

    private static Recording Read(string path, string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = json.RootElement;
        _ = DialectNames.TryParse(root.GetProperty("dialect").GetString()!, out var dialect);
        var request = root.GetProperty("request").GetProperty("body");
        var text = request.ValueKind == JsonValueKind.String ? request.GetString()! : request.GetRawText();
        var response = root.GetProperty("response");
        return new Recording(
            name,
            dialect,
            root.GetProperty("cloud").GetString()!,
            Encoding.UTF8.GetBytes(text),
            response.GetProperty("status").GetInt32(),
            response.GetProperty("bodyBase64").GetBytesFromBase64()
        );
    }
}
