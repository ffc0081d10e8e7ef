using Prenup.Configuring.Yaml;
using Prenup.Core.Keys;

namespace Prenup.Configuring.Sections;

/// <summary><c>admin: { key: env:PRENUP_ADMIN_KEY }</c>, needed as soon as the gateway listens beyond loopback.</summary>
internal static class AdminSection
{
    public static Secret? Read(Field? section, IReadOnlyList<ListenEndpoint> listen, Field root)
    {
        if (section is null)
        {
            if (listen.FirstOrDefault(static endpoint => !endpoint.IsLoopback) is { } open)
            {
                root.ErrorAtName($"'admin.key' is missing: {open.Url} can be reached from other machines");
            }
            return null;
        }
        if (section.Block() is not { } block)
        {
            return null;
        }
        var key = block.Require("key")?.Secret();
        block.Close();
        return key;
    }
}
