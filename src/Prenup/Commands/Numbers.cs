using System.CommandLine;

namespace Prenup.Commands;

/// <summary>Bounds of numbers on the command line.</summary>
internal static class Numbers
{
    /// <summary>Refuses, as wrong use, a value below <paramref name="least"/> or above <paramref name="most"/>; none is allowed.</summary>
    public static void Within<T>(Option<T> option, double least, double most) =>
        option.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && double.TryParse(token.Value, out var value))
            {
                if (!(value >= least && value <= most))
                {
                    given.AddError($"{option.Name} has to be from {least} to {most}.");
                }
            }
        });
}
