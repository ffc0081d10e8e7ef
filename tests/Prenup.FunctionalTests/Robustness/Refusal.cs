using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests.Robustness;

/// <summary>What a refused client reads.</summary>
internal static class Refusal
{
    /// <summary>The error's code, after checking that the whole is OpenAI's shape and says who refused.</summary>
    public static async Task<string?> CodeAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.Contains("x-prenup-exchange"));
        return Code(await TestClient.TextAsync(response));
    }

    public static string? Code(string body)
    {
        var error = JsonDocument.Parse(body).RootElement.GetProperty("error");
        Assert.Equal(
            ["message", "type", "param", "code"],
            error.EnumerateObject().Select(static member => member.Name)
        );
        Assert.Matches("gateway|Prenup|'[a-z-]+'", error.GetProperty("message").GetString());
        Assert.NotNull(error.GetProperty("type").GetString());
        return error.GetProperty("code").GetString();
    }
}
