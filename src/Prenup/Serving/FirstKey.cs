using System.CommandLine;
using Prenup.Configuring;
using Prenup.Stores.Keys;

namespace Prenup.Serving;

/// <summary>A gateway that nobody may use is no use: where there is no key at all, one is issued and shown once.</summary>
internal static class FirstKey
{
    public static void Issue(Configuration configuration, InvocationConfiguration io, GatewayHost host)
    {
        using var store = KeyStore.Open(configuration.Data, TimeProvider.System);
        if (configuration.Catalogue.Keys.All.Count > 0 || store.Load().Count > 0)
        {
            return;
        }
        var project = configuration.Projects.Count > 0 ? configuration.Projects[0].Name : "default";
        var issued = store.Create(new NewKey("first", project));
        host.LoadKeys();
        io.Error.WriteLine("No key was declared or made yet. This one is shown once, on standard output:");
        io.Output.WriteLine(issued.Reveal());
        // Standard error is what is kept as a log: the key itself is not in it.
        io.Error.WriteLine($"  curl {host.Addresses[0]}v1/models -H \"Authorization: Bearer $KEY\"");
    }
}
