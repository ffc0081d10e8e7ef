using System.Collections.Concurrent;
using System.Text.Json;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>A response the cloud keeps for its caller.</summary>
/// <param name="Body">The response object.</param>
/// <param name="Input">The request's input, as sent.</param>
/// <param name="Transcript">What a continuation reads before its own input.</param>
/// <param name="Tokens">The tokens of that transcript.</param>
internal sealed record StoredResponse(byte[] Body, JsonElement Input, string Transcript, long Tokens);

/// <summary>The responses a cloud keeps, and the four calls about them.</summary>
internal sealed class StoredResponses
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, StoredResponse> _kept = new();

    public void Keep(string id, StoredResponse response)
    {
        if (_kept.Count >= Most)
        {
            _kept.Clear();
        }

        _kept[id] = response;
    }

    public StoredResponse? Find(string id) => _kept.GetValueOrDefault(id);

    /// <summary>Answers GET, DELETE, cancel and input_items; null for any other method or path.</summary>
    public Reply? Answer(string method, string[] path)
    {
        if (_kept.GetValueOrDefault(path[0]) is not { } found)
        {
            return NotFound(path[0]).ToReply();
        }

        return (method, path) switch
        {
            ("GET", [_]) => Reply.Whole(200, found.Body),
            ("DELETE", [var id]) => Delete(id),
            ("POST", [_, "cancel"]) => CloudError.Invalid("Cannot cancel a synchronous response.").ToReply(),
            ("GET", [_, "input_items"]) => Reply.Whole(200, JsonText.Object(json => WriteItems(json, found.Input))),
            _ => null,
        };
    }

    private Reply Delete(string id)
    {
        _kept.TryRemove(id, out _);
        return Reply.Whole(
            200,
            JsonText.Object(json =>
            {
                json.WriteString("id", id);
                json.WriteString("object", "response");
                json.WriteBoolean("deleted", true);
            })
        );
    }

    private static void WriteItems(Utf8JsonWriter json, JsonElement input)
    {
        json.WriteString("object", "list");
        List<(string Id, JsonElement Item)> items =
            input.ValueKind == JsonValueKind.String
                ? [(WireId.Item("msg"), input)]
                : [.. input.Items().Select(i => (i.Text("id") ?? WireId.Item("msg"), i)).Reverse()];
        json.Array(
            "data",
            data =>
            {
                foreach (var (id, item) in items)
                {
                    data.Object(d => WriteItem(d, id, item));
                }
            }
        );
        json.WriteString("first_id", items is [var first, ..] ? first.Id : null);
        json.WriteString("last_id", items is [.., var last] ? last.Id : null);
        json.WriteBoolean("has_more", false);
    }

    private static void WriteItem(Utf8JsonWriter json, string id, JsonElement item)
    {
        json.WriteString("id", id);
        if (item.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in item.EnumerateObject().Where(p => p.Name != "id"))
            {
                property.WriteTo(json);
            }

            return;
        }

        json.WriteString("type", "message");
        json.WriteString("role", "user");
        json.Array(
            "content",
            content =>
                content.Object(part =>
                {
                    part.WriteString("type", "input_text");
                    part.WriteString("text", item.Text());
                })
        );
    }

    private static CloudError NotFound(string id) =>
        new(404, $"Response with id '{id}' not found.", "invalid_request_error", null, null);
}
