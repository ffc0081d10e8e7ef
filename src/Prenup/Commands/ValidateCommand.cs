using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Prenup.Configuring;

namespace Prenup.Commands;

/// <summary><c>prenup validate [--config FILE] [--offline] [--json]</c>: the configuration, all errors at once.</summary>
/// <remarks>Exit codes: 0 valid, 1 not valid, 2 wrong use. Findings go to standard error, or as one JSON object to standard output.</remarks>
public static class ValidateCommand
{
    // Quotes in messages stay readable: the output is for terminals and scripts, never for HTML.
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The command, ready to be added to the root.</summary>
    /// <param name="environment">Looks up an environment variable; null where it is not set.</param>
    public static Command Create(Func<string, string?> environment)
    {
        var config = new Option<string>("--config")
        {
            Description = "The configuration file",
            DefaultValueFactory = static _ => "prenup.yaml",
        };
        var offline = new Option<bool>("--offline")
        {
            Description = "Do not fail where a secret or a price book is missing here",
        };
        var json = new Option<bool>("--json") { Description = "Print the findings as one JSON object" };
        var command = new Command("validate", "Check the configuration, all errors at once") { config, offline, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(config);
            var result = ConfigurationReader.ReadFile(path, environment, parsed.GetValue(offline));
            var io = parsed.InvocationConfiguration;
            if (parsed.GetValue(json))
            {
                io.Output.WriteLine(Json(result));
            }
            else
            {
                Print(result, path, io.Output, io.Error);
            }
            return result.Configuration is null ? ExitCodes.No : ExitCodes.Done;
        });
        return command;
    }

    private static void Print(ConfigurationResult result, string path, TextWriter output, TextWriter error)
    {
        foreach (var problem in result.Errors)
        {
            error.WriteLine($"error   {problem}");
        }
        foreach (var problem in result.Warnings)
        {
            error.WriteLine($"warning {problem}");
        }
        output.WriteLine(
            result.Configuration is { } valid
                ? $"{path} is valid; models served: {valid.Catalogue.Models.Count}, warnings: {result.Warnings.Count}"
                : $"{path} is not valid; errors: {result.Errors.Count}, warnings: {result.Warnings.Count}"
        );
        if (result.Configuration is { } plan)
        {
            PlanPicture.Write(plan.Catalogue, output);
        }
    }

    private static string Json(ConfigurationResult result)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("valid", result.Configuration is not null);
            Write(writer, "errors", result.Errors);
            Write(writer, "warnings", result.Warnings);
            if (result.Configuration is { } valid)
            {
                writer.WritePropertyName("models");
                PlanPicture.Write(valid.Catalogue, writer);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<Problem> problems)
    {
        writer.WriteStartArray(name);
        foreach (var problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("file", problem.File);
            writer.WriteNumber("line", problem.Line);
            writer.WriteNumber("column", problem.Column);
            writer.WriteString("message", problem.Message);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
