using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests;

/// <summary>A stream as a client saw it: every event, and whether it ended properly or was torn.</summary>
internal sealed record StreamedReply(HttpResponseMessage Response, string Text, bool Torn)
{
    /// <summary>The data of every event, in order.</summary>
    public IReadOnlyList<string> Data =>
        [
            .. Text.Split('\n')
                .Where(static line => line.StartsWith("data: ", StringComparison.Ordinal))
                .Select(static line => line[6..]),
        ];

    /// <summary>How often it is said how the exchange ended: by [DONE], response.completed or an error; a finish reason alone is enough.</summary>
    public int Endings =>
        Data.Count(static data => IsTerminal(data) || IsError(data)) is var said and > 0 ? said : Finishes;

    /// <summary>The code of the only error event; fails where there is not exactly one.</summary>
    public string ErrorCode => Code(JsonDocument.Parse(Assert.Single(Data, IsError)).RootElement);

    /// <summary>Whether it ended well.</summary>
    public bool Ended => !Data.Any(IsError) && (Data.Any(IsTerminal) || Finishes > 0);

    /// <summary>The ids that the events carry: one, where one offer's reply was seen alone.</summary>
    public IReadOnlyList<string> Ids =>
        [
            .. Data.Where(static data => data.StartsWith('{'))
                .Select(static data => JsonDocument.Parse(data).RootElement)
                .Select(static json => json.TryGetProperty("response", out var response) ? response : json)
                .Select(static json => json.TryGetProperty("id", out var id) ? id.GetString()! : "")
                .Where(static id => id.Length > 0)
                .Distinct(),
        ];

    public static async Task<StreamedReply> ReadAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var seen = new MemoryStream();
        var torn = false;
        try
        {
            await body.CopyToAsync(seen, TestContext.Current.CancellationToken);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            torn = true;
        }
        return new StreamedReply(response, System.Text.Encoding.UTF8.GetString(seen.ToArray()), torn);
    }

    private int Finishes =>
        Data.Count(static data => data.Contains("\"finish_reason\":\"stop\"", StringComparison.Ordinal));

    private static bool IsTerminal(string data) =>
        data == "[DONE]" || data.Contains("\"type\":\"response.completed\"", StringComparison.Ordinal);

    private static bool IsError(string data) =>
        data.StartsWith("{\"error\":", StringComparison.Ordinal)
        || data.Contains("\"type\":\"error\"", StringComparison.Ordinal)
        || data.Contains("\"type\":\"response.failed\"", StringComparison.Ordinal)
        || data.Contains("\"finish_reason\":\"error\"", StringComparison.Ordinal);

    private static string Code(JsonElement json)
    {
        var error =
            json.TryGetProperty("error", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : json;
        return error.TryGetProperty("code", out var code) ? code.ToString() : "";
    }
}
