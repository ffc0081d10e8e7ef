using System.CommandLine;
using Prenup.LoadRig.Commands;

if (!OperatingSystem.IsLinux())
{
    Console.Error.WriteLine(
        "The load rig reads processor clocks of other processes as Linux offers them; it runs there alone."
    );
    return 2;
}

var root = new RootCommand("Measures Prenup beside a bare YARP forwarder and other gateways, on loopback alone.")
{
    CompareCommand.Create(),
    RoleCommands.Upstream(),
    RoleCommands.Yarp(),
};
return await root.Parse(args).InvokeAsync();
