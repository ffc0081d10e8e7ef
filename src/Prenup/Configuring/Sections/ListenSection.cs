using System.Net;
using Prenup.Configuring.Yaml;

namespace Prenup.Configuring.Sections;

/// <summary><c>listen: [{ url: http://127.0.0.1:4747 }]</c></summary>
internal static class ListenSection
{
    public static IReadOnlyList<ListenEndpoint> Read(Field? section)
    {
        if (section is null)
        {
            return [new ListenEndpoint(Configuration.DefaultListen)];
        }
        var endpoints = section.Items().Select(ReadEndpoint).OfType<ListenEndpoint>().ToList();
        if (section.Node is YamlDotNet.RepresentationModel.YamlSequenceNode { Children.Count: 0 })
        {
            section.Error("expected at least one endpoint");
        }
        return endpoints;
    }

    private static ListenEndpoint? ReadEndpoint(Field item)
    {
        if (item.Block() is not { } block)
        {
            return null;
        }
        var url = block.Require("url");
        block.Close();
        return url?.Text() is { } text ? ReadUrl(url, text) : null;
    }

    private static ListenEndpoint? ReadUrl(Field field, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            field.Error("expected an address as http://127.0.0.1:4747");
            return null;
        }
        if (url.Scheme == "https")
        {
            field.Error("https is not served by this version: listen on http behind what ends TLS");
            return null;
        }
        if (url.Host != "localhost" && !IPAddress.TryParse(url.Host.Trim('[', ']'), out _))
        {
            field.Error("expected localhost or an IP address, 0.0.0.0 for all");
            return null;
        }
        if (url.PathAndQuery != "/" || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            field.Error("expected scheme, host and port alone");
            return null;
        }
        return new ListenEndpoint(url);
    }
}
