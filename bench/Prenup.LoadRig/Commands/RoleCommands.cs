using System.CommandLine;
using Prenup.LoadRig.Roles;

namespace Prenup.LoadRig.Commands;

/// <summary>The roles that the rig starts itself in as child processes.</summary>
internal static class RoleCommands
{
    private static readonly Option<int> Port = new("--port") { Required = true, Description = "Where to listen." };
    private static readonly Option<int> To = new("--upstream")
    {
        Required = true,
        Description = "The port to forward to.",
    };

    public static Command Upstream()
    {
        var command = new Command("upstream", "Be the mock cloud (a child of the other commands).") { Port };
        command.SetAction(words => UpstreamRole.Run(words.GetValue(Port)));
        return command;
    }

    public static Command Yarp()
    {
        var command = new Command("yarp", "Be the bare YARP forwarder (a child of the other commands).") { Port, To };
        command.SetAction((words, _) => YarpRole.RunAsync(words.GetValue(Port), words.GetValue(To)));
        return command;
    }
}
