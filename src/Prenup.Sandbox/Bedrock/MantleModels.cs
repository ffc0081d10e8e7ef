using System.Text.Json;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Bedrock;

/// <summary>Mantle's list of models, with what it says about data retention; as recorded in August 2026.</summary>
internal static class MantleModels
{
    private const long Created = 1_777_507_200;

    public static Reply List() =>
        Reply.Whole(
            200,
            JsonText.Object(json =>
            {
                json.Array(
                    "data",
                    data =>
                    {
                        foreach (BedrockModel model in BedrockModel.All)
                        {
                            data.Object(m => Write(m, model));
                        }
                    }
                );
                json.WriteString("object", "list");
            })
        );

    public static Reply One(BedrockModel model) => Reply.Whole(200, JsonText.Object(json => Write(json, model)));

    private static void Write(Utf8JsonWriter json, BedrockModel model)
    {
        json.WriteNumber("created", Created);
        json.Object(
            "data_retention",
            retention =>
            {
                retention.WriteStartArray("allowed_modes");
                retention.WriteStringValue("default");
                retention.WriteStringValue("provider_data_share");
                retention.WriteEndArray();
                retention.WriteString("mode", "default");
                retention.WriteString("source", "model_default");
            }
        );
        json.WriteString("id", model.Id);
        json.WriteString("object", "model");
        json.WriteString("owned_by", "system");
        json.WriteString("status", "available");
    }
}
