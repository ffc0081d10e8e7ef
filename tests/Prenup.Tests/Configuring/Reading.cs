using Prenup.Configuring;
using Xunit;

namespace Prenup.Tests.Configuring;

/// <summary>Reads small configurations as a user would write them.</summary>
internal static class Reading
{
    /// <summary>A sound configuration of one model, to be added to.</summary>
    public const string Sound = """
        accounts:
          openai: { cloud: openai, key: env:KEY }
          azure: { cloud: azure, endpoint: https://contoso.openai.azure.com, key: env:KEY }
          classic: { cloud: azure, endpoint: https://contoso.openai.azure.com, api: "2024-10-21", key: env:KEY }
        models:
          gpt-5.5:
            offers:
              - { name: direct, account: openai, model: gpt-5.5, price: openai/gpt-5.5 }
              - { name: azure, account: azure, model: gpt-55, price: azure/gpt-5.5 }
              - { name: classic, account: classic, model: gpt-55, price: azure/gpt-5.5 }

        """;

    public static ConfigurationResult Of(string yaml, bool offline = false) =>
        ConfigurationReader.Read(yaml, "prenup.yaml", static name => name == "KEY" ? "sk-canary" : null, offline);

    public static Configuration Valid(string yaml)
    {
        var result = Of(yaml);
        Assert.Empty(result.Errors);
        return Assert.IsType<Configuration>(result.Configuration);
    }

    /// <summary>The errors as a user sees them; there is no configuration beside them.</summary>
    public static IReadOnlyList<string> Errors(string yaml)
    {
        var result = Of(yaml);
        Assert.Null(result.Configuration);
        return [.. result.Errors.Select(static error => error.ToString())];
    }
}
