using System.CommandLine;
using Prenup.LoadRig.Commands;
using Prenup.LoadRig.Targets;

if (!OperatingSystem.IsLinux())
{
    Console.Error.WriteLine(
        "The load rig reads processor clocks of other processes as Linux offers them; it runs there alone."
    );
    return 2;
}

using var cleanup = Cleanup.OnInterrupt();
var root = new RootCommand("Measures Prenup beside a bare YARP forwarder and other gateways, on loopback alone.")
{
    CompareCommand.Create(),
    SoakCommand.Create(),
    StreamsCommand.Create(),
    RoleCommands.Upstream(),
    RoleCommands.Yarp(),
};
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (InvalidOperationException error)
{
    Console.Error.WriteLine(error.Message);
    return 3;
}
