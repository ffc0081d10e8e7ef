namespace Prenup.Configuring.Yaml;

/// <summary>Addresses of clouds.</summary>
internal static class Endpoints
{
    /// <summary>An absolute address without query or credentials; https, or http on loopback. Null after saying what is wrong.</summary>
    /// <param name="field">The address as written.</param>
    /// <param name="plaintext">Whether http is allowed beyond loopback.</param>
    public static Uri? Endpoint(this Field field, bool plaintext = false)
    {
        if (field.Text() is not { } text)
        {
            return null;
        }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            field.Error("expected an address as https://contoso.openai.azure.com");
            return null;
        }
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            field.Error("an address holds no credentials, no query and no fragment");
            return null;
        }
        if (uri.Scheme == "http" && !plaintext && !Loopback.Holds(uri))
        {
            field.Error("expected https: http is for loopback alone");
            return null;
        }
        return uri;
    }
}
