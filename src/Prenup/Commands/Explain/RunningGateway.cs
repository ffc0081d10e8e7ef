using System.Net.Http.Headers;
using System.Text;

namespace Prenup.Commands.Explain;

/// <summary>Asks a running gateway, with the admin key of the configuration.</summary>
internal static class RunningGateway
{
    /// <summary>The gateway's answer; null after saying what is wrong.</summary>
    public static string? Explain(
        string gateway,
        Place place,
        Func<string, string?> environment,
        string api,
        string? key,
        byte[] body,
        TextWriter error
    )
    {
        if (!Uri.TryCreate(gateway, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            error.WriteLine($"prenup: '{gateway}' is no address of a gateway");
            return null;
        }
        var query = $"/admin/explain/{api}" + (key is null ? "" : "?key=" + Uri.EscapeDataString(key));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, query));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var admin = place.Configuration?.AdminKey?.Reveal() ?? environment("PRENUP_ADMIN_KEY");
        if (!string.IsNullOrEmpty(admin))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", admin);
        }
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var invoker = new HttpMessageInvoker(handler);
        try
        {
            using var response = invoker.Send(request, CancellationToken.None);
            using var reader = new StreamReader(response.Content.ReadAsStream(), Encoding.UTF8);
            var text = reader.ReadToEnd();
            if (response.IsSuccessStatusCode)
            {
                return text;
            }
            error.WriteLine($"prenup: the gateway at {address} answers {(int)response.StatusCode}: {text}");
        }
        catch (HttpRequestException unreachable)
        {
            error.WriteLine($"prenup: the gateway at {address} cannot be asked: {unreachable.Message}");
        }
        return null;
    }
}
