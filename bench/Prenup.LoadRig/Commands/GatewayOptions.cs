using System.CommandLine;
using Prenup.LoadRig.Targets;

namespace Prenup.LoadRig.Commands;

/// <summary>Options that several commands share.</summary>
internal static class GatewayOptions
{
    /// <summary>Which gateway.</summary>
    public static readonly Option<string> Target = CreateTarget();

    /// <summary>One line of JSON at the end.</summary>
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "End with one line of JSON on standard output.",
    };

    /// <summary>Refuses numbers outside a range.</summary>
    public static Option<int> Between(this Option<int> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (
                result.Tokens.Count > 0
                && result.GetValueOrDefault<int>() is var value
                && (value < least || value > most)
            )
            {
                result.AddError($"{option.Name} takes {least} to {most}.");
            }
        });
        return option;
    }

    private static Option<string> CreateTarget()
    {
        var option = new Option<string>("--target")
        {
            Description = "Which gateway.",
            DefaultValueFactory = _ => Fleet.Prenup,
        };
        return option.AcceptOnlyFromAmong(Fleet.Prenup, Fleet.Yarp);
    }
}
