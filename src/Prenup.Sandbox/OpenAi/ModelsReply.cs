using System.Text.Json;
using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>The list of models, and one of them.</summary>
internal static class ModelsReply
{
    private const long Created = 1_744_316_542;

    /// <param name="cloud">Whose models: those on its rate cards.</param>
    public static Reply List(string cloud) =>
        Reply.Whole(
            200,
            JsonText.Object(
                json =>
                {
                    json.WriteString("object", "list");
                    json.Array("data", data => Sold(cloud).ToList().ForEach(m => data.Object(o => Write(o, m.Name))));
                },
                indented: true
            )
        );

    /// <param name="ids">The models' ids.</param>
    /// <param name="owner">Whose they are said to be.</param>
    /// <param name="window">The longest prompt of an id in tokens, where the server tells it.</param>
    public static Reply Of(IEnumerable<string> ids, string owner, Func<string, long?>? window) =>
        Reply.Whole(
            200,
            JsonText.Object(json =>
            {
                json.WriteString("object", "list");
                json.WriteStartArray("data");
                foreach (string id in ids)
                {
                    json.Object(model =>
                    {
                        Write(model, id, owner);
                        if (window is not null)
                        {
                            model.Number("max_model_len", window(id));
                        }
                    });
                }

                json.WriteEndArray();
            })
        );

    public static Reply One(string cloud, string name) =>
        Model.Named(name) is not { } model || !RateCards.Sells(cloud, model.Name)
            ? NotFound(name).ToReply()
            : Reply.Whole(200, JsonText.Object(json => Write(json, name), indented: true));

    public static CloudError NotFound(string? name) =>
        new(
            404,
            $"The model `{name}` does not exist or you do not have access to it.",
            "invalid_request_error",
            "model_not_found",
            null
        );

    private static IEnumerable<Model> Sold(string cloud) => Model.All.Where(m => RateCards.Sells(cloud, m.Name));

    private static void Write(Utf8JsonWriter json, string name, string owner = "system")
    {
        json.WriteString("id", name);
        json.WriteString("object", "model");
        json.WriteNumber("created", Created);
        json.WriteString("owned_by", owner);
    }
}
