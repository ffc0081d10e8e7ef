using System.Text;
using System.Text.Json;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Compatible;

/// <summary>The servers' errors: a number as code at vLLM and llama.cpp, null at Ollama, and each its own types.</summary>
internal static class CompatibleErrors
{
    /// <summary>An error in the server's own shape; it keeps the headers of the reply that it stands for.</summary>
    public static Reply Word(ModelServer server, CloudError error) =>
        Reply.Whole(error.Status, JsonText.Object(json => json.Object("error", e => Write(e, server, error)))) with
        {
            HasLength = true,
        };

    /// <summary>The refusal of a caller without a good key or token.</summary>
    public static Reply Unauthorized(ModelServer server) =>
        server.Name switch
        {
            "llama-cpp" => Word(server, new(401, "Invalid API Key", "", null, null)),
            "openshift" => Reply.Whole(401, "Unauthorized\n"u8.ToArray()) with
            {
                Headers = [new("Content-Type", "text/plain; charset=utf-8")],
            },
            _ => Reply.Whole(401, Encoding.UTF8.GetBytes("""{"error":"Unauthorized"}""")),
        };

    public static CloudError NotFound(ModelServer server, string? model) =>
        new(
            404,
            server == ModelServer.Ollama ? $"model '{model}' not found" : $"The model `{model}` does not exist.",
            "",
            null,
            "model"
        );

    private static void Write(Utf8JsonWriter json, ModelServer server, CloudError error)
    {
        string message = error.Status == 503 && server == ModelServer.LlamaCpp ? "Loading model" : error.Message;
        if (server == ModelServer.LlamaCpp)
        {
            json.WriteNumber("code", error.Status);
            json.WriteString("message", message);
            json.WriteString("type", LlamaType(error.Status));
            return;
        }

        json.WriteString("message", message);
        if (server == ModelServer.Ollama)
        {
            json.WriteString("type", OllamaType(error.Status));
            json.WriteNull("param");
            json.WriteNull("code");
            return;
        }

        json.WriteString("type", VLlmType(error.Status));
        json.WriteString("param", error.Param);
        json.WriteNumber("code", error.Status);
    }

    private static string LlamaType(int status) =>
        status switch
        {
            400 => "invalid_request_error",
            401 => "authentication_error",
            403 => "permission_error",
            404 => "not_found_error",
            501 => "not_supported_error",
            503 => "unavailable_error",
            _ => "server_error",
        };

    private static string OllamaType(int status) =>
        status switch
        {
            400 => "invalid_request_error",
            404 => "not_found_error",
            _ => "api_error",
        };

    private static string VLlmType(int status) =>
        status switch
        {
            400 => "BadRequestError",
            404 => "NotFoundError",
            429 => "TooManyRequestsError",
            503 => "ServiceUnavailableError",
            _ => "InternalServerError",
        };
}
