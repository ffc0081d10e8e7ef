using System.Text;
using System.Text.Json;
using Prenup.Core.Asking;

namespace Prenup.FunctionalTests.Recordings;

/// <summary>What has to arrive on either side of the gateway: the recorded bytes apart from the named edits, worked out another way.</summary>
internal static class Expected
{
    /// <summary>The body that the cloud has to see.</summary>
    /// <param name="recording">The exchange.</param>
    /// <param name="sent">The body that the client sent.</param>
    /// <param name="offerModel">The model's name at the offer.</param>
    public static byte[] Request(Recording recording, byte[] sent, string offerModel)
    {
        var body = sent;
        if (recording.Form != UrlForm.AzureClassic && recording.Model != offerModel)
        {
            body = JsonEdit.Replace(body, Recording.Parse(body).GetProperty("model"), Quote(offerModel));
        }
        var root = Recording.Parse(body);
        var streams = root.TryGetProperty("stream", out var stream) && stream.GetBoolean();
        if (recording.Dialect != Dialect.OpenAiChat || !streams)
        {
            return body;
        }
        if (!root.TryGetProperty("stream_options", out var options))
        {
            return JsonEdit.Prepend(body, "\"stream_options\":{\"include_usage\":true},");
        }
        return JsonEdit.Replace(body, options.GetProperty("include_usage"), "true");
    }

    /// <summary>The body that the client has to see.</summary>
    /// <param name="recording">The exchange.</param>
    /// <param name="showsUsage">Whether the client asked for the usage chunk.</param>
    /// <param name="offerModel">The model's name at the offer.</param>
    public static byte[] Reply(Recording recording, bool showsUsage, string offerModel)
    {
        if (!recording.IsStream)
        {
            return Renamed(recording.Response, static root => root, recording.Model, offerModel);
        }
        var blocks =
            from block in Encoding.Latin1.GetString(recording.Response).Split("\n\n")
            where showsUsage || !IsUsageChunk(recording, block)
            select RenamedBlock(block, recording, offerModel);
        return Encoding.Latin1.GetBytes(string.Join("\n\n", blocks));
    }

    private static string RenamedBlock(string block, Recording recording, string offerModel)
    {
        var start = block.IndexOf("data: {", StringComparison.Ordinal) + 6;
        if (start < 6)
        {
            return block;
        }
        var data = Encoding.Latin1.GetBytes(block[start..]);
        var renamed = Renamed(
            data,
            root =>
                recording.Dialect == Dialect.OpenAiChat ? root
                : root.TryGetProperty("response", out var response) ? response
                : default,
            recording.Model,
            offerModel
        );
        return block[..start] + Encoding.Latin1.GetString(renamed);
    }

    private static byte[] Renamed(byte[] json, Func<JsonElement, JsonElement> holder, string client, string offer)
    {
        var found = holder(Recording.Parse(json));
        var isOffer =
            found.ValueKind == JsonValueKind.Object
            && found.TryGetProperty("model", out var model)
            && model.GetRawText() == Quote(offer);
        return isOffer
            ? JsonEdit.Replace(json, holder(Recording.Parse(json)).GetProperty("model"), Quote(client))
            : json;
    }

    private static bool IsUsageChunk(Recording recording, string block)
    {
        if (recording.Dialect != Dialect.OpenAiChat || !block.StartsWith("data: {", StringComparison.Ordinal))
        {
            return false;
        }
        var chunk = Recording.Parse(Encoding.Latin1.GetBytes(block[6..]));
        return chunk.GetProperty("choices").GetArrayLength() == 0
            && chunk.TryGetProperty("usage", out var usage)
            && usage.ValueKind == JsonValueKind.Object;
    }

    private static string Quote(string name) => $"\"{name}\"";
}
