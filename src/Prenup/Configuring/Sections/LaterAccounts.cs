using Prenup.Configuring.Yaml;

namespace Prenup.Configuring.Sections;

/// <summary>Accounts that this version validates and does not serve, at Gemini and Anthropic. Their secrets are not looked up.</summary>
internal static class LaterAccounts
{
    public static void Check(Block block)
    {
        block["endpoint"]?.Endpoint();
        block.Require("key")?.IsReference();
    }
}
