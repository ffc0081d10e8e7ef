using System.Buffers;
using System.Text.Json;
using Prenup.Core.Offers;

namespace Prenup.Gateway.Streaming;

/// <summary>The models of a key in OpenAI's shape: <c>{object:"list",data:[{id,object:"model",created,owned_by}]}</c>.</summary>
internal static class ModelList
{
    /// <summary>Writes all, or the one with this name; false where there is none of that name.</summary>
    public static async ValueTask<bool> WriteAsync(Arrival arrival, IEnumerable<Model> models, string? name)
    {
        var body = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(body))
        {
            if (name is null)
            {
                All(json, models);
            }
            else if (models.FirstOrDefault(model => model.Name == name) is { } found)
            {
                One(json, found);
            }
            else
            {
                return false;
            }
        }
        var reply = arrival.Reply;
        reply.Status(200);
        ReplyHead.Common(arrival, reply);
        reply.Header("content-type", "application/json");
        reply.Length(body.WrittenCount);
        await reply.Body.WriteAsync(body.WrittenMemory, arrival.ClientGone);
        return true;
    }

    private static void All(Utf8JsonWriter json, IEnumerable<Model> models)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var model in models)
        {
            One(json, model);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void One(Utf8JsonWriter json, Model model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Name);
        json.WriteString("object", "model");
        json.WriteNumber("created", 0); // a name in a configuration has no date of birth
        json.WriteString("owned_by", "prenup");
        json.WriteEndObject();
    }
}
