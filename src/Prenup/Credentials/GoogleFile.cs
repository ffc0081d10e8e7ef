using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Prenup.Credentials;

/// <summary>A credentials file of Google's, with the address where tokens are issued put right where the configuration says another.</summary>
/// <param name="Type">Its kind: <c>service_account</c>, <c>external_account</c> and others.</param>
/// <param name="Json">Its text.</param>
internal readonly record struct GoogleFile(string Type, string Json)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidOperationException">It is not an object with a type.</exception>
    public static GoogleFile Read(byte[] file, Uri? tokenEndpoint)
    {
        using var document = JsonDocument.Parse(file);
        var root = document.RootElement;
        var type = root.TryGetProperty("type", out var named) ? named.GetString() : null;
        if (type is null)
        {
            throw new InvalidOperationException("A credentials file names its type.");
        }
        return new GoogleFile(type, tokenEndpoint is null ? root.GetRawText() : WithEndpoint(root, tokenEndpoint));
    }

    // A service account's file calls it token_uri, a workload identity's token_url.
    private static string WithEndpoint(JsonElement root, Uri tokenEndpoint)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in root.EnumerateObject())
            {
                if (member.Name is "token_uri" or "token_url")
                {
                    writer.WriteString(member.Name, tokenEndpoint.AbsoluteUri);
                }
                else
                {
                    member.WriteTo(writer);
                }
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
