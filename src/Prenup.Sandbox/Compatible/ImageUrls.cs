using System.Text.Json;
using Prenup.Sandbox.Asking;

namespace Prenup.Sandbox.Compatible;

/// <summary>Finds pictures that a server would have to fetch by itself.</summary>
internal static class ImageUrls
{
    public static bool AreIn(JsonElement chat) =>
        chat.Get("messages")
            .Items()
            .SelectMany(message => message.Get("content").Items())
            .Select(part => part.Get("image_url"))
            .Select(image => image.Text() ?? image.Text("url"))
            .Any(url => url is not null && !url.StartsWith("data:", StringComparison.Ordinal));
}
