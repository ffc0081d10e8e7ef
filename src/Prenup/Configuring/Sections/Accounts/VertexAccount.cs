using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;

namespace Prenup.Configuring.Sections.Accounts;

/// <summary><c>{ cloud: vertex, project: acme-ai, location: global, google: { credentials: env:GOOGLE_APPLICATION_CREDENTIALS } }</c></summary>
internal static class VertexAccount
{
    public static Account? Read(AccountDraft draft)
    {
        var block = draft.Block;
        var project = ReadPart(block.Require("project"));
        var location = ReadPart(block.Require("location"));
        var host = block["endpoint"] is { } written ? draft.Endpoint(written) : Host(location);
        var google = block["google"] is { } field ? ReadGoogle(field) : new GoogleCredential();
        if (project is null || location is null || host is null)
        {
            return null;
        }
        var path = $"/v1/projects/{project}/locations/{location}";
        return draft.Make(new Uri(host.AbsoluteUri.TrimEnd('/') + path), google, location);
    }

    // Google's three kinds of host; us and eu are multi-regions, which no region's name is.
    private static Uri? Host(string? location) =>
        location switch
        {
            null => null,
            "global" => new Uri("https://aiplatform.googleapis.com"),
            "us" or "eu" => new Uri($"https://aiplatform.{location}.rep.googleapis.com"),
            _ => new Uri($"https://{location}-aiplatform.googleapis.com"),
        };

    // Both become parts of the address.
    private static string? ReadPart(Field? field)
    {
        if (field?.Value() is not { } text)
        {
            return null;
        }
        if (text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or ':'))
        {
            return text;
        }
        field.Error("expected lower-case letters, digits and '-'");
        return null;
    }

    private static GoogleCredential? ReadGoogle(Field field)
    {
        if (field.Block() is not { } block)
        {
            return null;
        }
        var credentials = block["credentials"];
        var google = new GoogleCredential
        {
            File = credentials?.FilePath(),
            TokenEndpoint = block["token-endpoint"]?.Endpoint(),
        };
        block.Close();
        return credentials is not null && google.File is null ? null : google;
    }
}
