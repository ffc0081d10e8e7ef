using System.Globalization;

namespace Prenup.Configuring;

/// <summary>One finding in a configuration, an error or a warning, at the place that it speaks of.</summary>
/// <param name="File">The file as it was named to the reader.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong and, where that is known, what to write instead. Never holds a secret.</param>
public sealed record Problem(string File, int Line, int Column, string Message)
{
    /// <summary>For people and editors: <c>prenup.yaml:12:5: models.gpt-5.5.route: …</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}
