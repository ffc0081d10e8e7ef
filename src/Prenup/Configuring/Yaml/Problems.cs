using YamlDotNet.Core;

namespace Prenup.Configuring.Yaml;

/// <summary>Collects every finding of one reading, over all of its files.</summary>
internal sealed class Problems
{
    private readonly List<Problem> _errors = [];
    private readonly List<Problem> _warnings = [];
    private readonly HashSet<string> _said = [];

    /// <summary>The errors in file order.</summary>
    public IReadOnlyList<Problem> Errors => InFileOrder(_errors);

    /// <summary>The warnings in file order.</summary>
    public IReadOnlyList<Problem> Warnings => InFileOrder(_warnings);

    public void Error(string file, Mark at, string message) => _errors.Add(At(file, at, message));

    public void Warn(string file, Mark at, string message) => _warnings.Add(At(file, at, message));

    /// <summary>Warns of something that is true of the whole configuration, where it first shows.</summary>
    public void WarnOnce(string file, Mark at, string message)
    {
        if (_said.Add(message))
        {
            Warn(file, at, message);
        }
    }

    private static Problem At(string file, Mark at, string message) => new(file, (int)at.Line, (int)at.Column, message);

    // The files in the order in which they first complained, each from its top; a stable sort keeps one place's order.
    private static List<Problem> InFileOrder(List<Problem> problems) =>
        [
            .. problems
                .GroupBy(static problem => problem.File)
                .SelectMany(static file =>
                    file.OrderBy(static problem => problem.Line).ThenBy(static problem => problem.Column)
                ),
        ];
}
