using System.CommandLine;
using System.Text;

namespace Prenup.Commands;

/// <summary><c>prenup schema</c>: the JSON schema of the configuration, for editors.</summary>
/// <remarks>Exit codes: 0 done, 2 wrong use.</remarks>
public static class SchemaCommand
{
    private const string Resource = "Prenup.prenup.schema.json";

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var command = new Command("schema", "Print the JSON schema of the configuration file");
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(Read()));
        return command;
    }

    private static string Read()
    {
        using var stream =
            typeof(SchemaCommand).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The executable was built without {Resource}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
