using Prenup.Configuring.Yaml;

namespace Prenup.Configuring.Sections;

/// <summary>Accounts that this version validates and does not serve. Their secrets are not looked up.</summary>
internal static class LaterAccounts
{
    public static void Check(Block block, string cloud)
    {
        switch (cloud)
        {
            case "bedrock":
                block.Require("host")?.Choice(("runtime", 0), ("mantle", 1));
                block.Require("region")?.Text();
                CheckKeyOr(block, "aws", static aws => aws["profile"]?.Text());
                break;
            default: // gemini and anthropic: a key, and an address where it is not the usual one
                block["endpoint"]?.Endpoint();
                block.Require("key")?.IsReference();
                break;
        }
    }

    private static void CheckKeyOr(Block block, string other, Action<Block> check)
    {
        var key = block["key"];
        var field = block[other];
        key?.IsReference();
        CheckInner(field, check);
        if (key is null && field is null)
        {
            block.Missing($"'key' or '{other}' is missing");
        }
        else if (key is not null && field is not null)
        {
            key.ErrorAtName($"give 'key' or '{other}', not both");
        }
    }

    private static void CheckInner(Field? field, Action<Block> check)
    {
        if (field?.Block() is { } block)
        {
            check(block);
            block.Close();
        }
    }
}
