using System.Text;
using System.Text.Json;
using Prenup.Core.Asking;

namespace Prenup.FunctionalTests.Recordings;

/// <summary>One recorded exchange with a real cloud.</summary>
internal sealed record Recording(
    string Name,
    Dialect Dialect,
    string Kind,
    string Cloud,
    Uri Url,
    byte[] Request,
    int Status,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[] Response
)
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    /// <summary>All recordings of OpenAI's dialects, in the order of their names.</summary>
    public static IReadOnlyList<Recording> All()
    {
        var folder = SharedFolder.Find("recordings");
        return
        [
            .. Directory
                .EnumerateDirectories(folder, "*.openai-*", SearchOption.AllDirectories)
                .SelectMany(Directory.EnumerateFiles)
                .Order(StringComparer.Ordinal)
                .Select(path => Read(path, Path.GetRelativePath(folder, path))),
        ];
    }

    /// <summary>The URL's form; null where it is not served.</summary>
    public UrlForm? Form => UrlForm.Of(Cloud, Url);

    public bool IsStream => Kind == "stream";

    /// <summary>The model in the request body.</summary>
    public string? BodyModel => Text(Parse(Request), "model");

    /// <summary>The model asked for: the deployment in the path, or the body's.</summary>
    public string Model => Form == UrlForm.AzureClassic ? Url.Segments[3].TrimEnd('/') : BodyModel!;

    /// <summary>Whether the client asked for the usage chunk of a streamed chat.</summary>
    public bool AsksUsage =>
        Parse(Request).TryGetProperty("stream_options", out var options)
        && options.TryGetProperty("include_usage", out var flag)
        && flag.GetBoolean();

    /// <summary>The model that the reply names first; null where it names none.</summary>
    public string? ServedModel =>
        Objects().Select(reply => Text(reply, "model")).FirstOrDefault(static name => !string.IsNullOrEmpty(name));

    /// <summary>The last usage object of the reply; null where there is none.</summary>
    public JsonElement? Usage =>
        Objects()
            .Select(static reply =>
                reply.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object
                    ? usage
                    : default(JsonElement?)
            )
            .LastOrDefault(static usage => usage is not null);

    /// <summary>How often the cloud searched the web for the reply; null where it does not say.</summary>
    public long? Searches =>
        Objects()
            .Select(static reply =>
                reply.TryGetProperty("tool_usage", out var tools)
                && tools.TryGetProperty("web_search", out var search)
                && search.TryGetProperty("num_requests", out var count)
                    ? count.GetInt64()
                    : (long?)null
            )
            .LastOrDefault(static count => count is not null);

    /// <summary>Reads JSON that may be nested as deep as clients nest it.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> json) => JsonDocument.Parse(json, Deep).RootElement;

    /// <summary>The object that carries model and usage in each JSON of the reply: the reply itself, a chunk, an event's response.</summary>
    private IEnumerable<JsonElement> Objects()
    {
        if (!IsStream)
        {
            return [Parse(Response)];
        }
        return from line in Encoding.Latin1.GetString(Response).Split('\n')
            where line.StartsWith("data: {", StringComparison.Ordinal)
            let data = Parse(Encoding.Latin1.GetBytes(line[6..]))
            select data.TryGetProperty("response", out var response) ? response : data;
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static Recording Read(string path, string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path), Deep);
        var root = json.RootElement;
        var (request, response) = (root.GetProperty("request"), root.GetProperty("response"));
        _ = DialectNames.TryParse(root.GetProperty("dialect").GetString()!, out var dialect);
        return new Recording(
            name,
            dialect,
            root.GetProperty("kind").GetString()!,
            root.GetProperty("cloud").GetString()!,
            // Placeholders of the recorder are no characters of a host.
            new Uri(
                request.GetProperty("url").GetString()!.Replace("<AWS_REGION>", "region", StringComparison.Ordinal)
            ),
            Encoding.UTF8.GetBytes(request.GetProperty("body").GetString()!),
            response.GetProperty("status").GetInt32(),
            [
                .. response
                    .GetProperty("headers")
                    .EnumerateObject()
                    .Select(static header => KeyValuePair.Create(header.Name, header.Value.GetString()!)),
            ],
            response.GetProperty("bodyBase64").GetBytesFromBase64()
        );
    }
}
