using System.Globalization;
using Spectre.Console;

namespace Prenup.Pictures;

/// <summary>How far something is, on one line that is written over: a bar on a terminal, and ten lines where it goes to a file.</summary>
/// <param name="writer">Where it is shown.</param>
/// <param name="unit">What is counted.</param>
internal sealed class ProgressLine(TextWriter writer, string unit) : IDisposable
{
    private const int Width = 40;
    private const int Steps = 10;
    private readonly Lock _lock = new();
    private readonly bool _isTerminal = new AnsiConsoleOutput(writer).IsTerminal;
    private long _shown = -1;

    /// <summary>Shows how far it is; from any thread, and as often as one likes.</summary>
    /// <param name="done">What is done.</param>
    /// <param name="total">What there is.</param>
    public void Show(long done, long total)
    {
        var percent = total == 0 ? 100 : done * 100 / total;
        lock (_lock)
        {
            if (percent <= _shown || (!_isTerminal && percent / Steps == _shown / Steps && _shown >= 0))
            {
                return;
            }
            _shown = percent;
            var bar = new string('━', (int)(percent * Width / 100)).PadRight(Width);
            var text = string.Create(CultureInfo.InvariantCulture, $"{percent, 3} %, {done:N0} of {total:N0} {unit}");
            writer.Write(_isTerminal ? $"\r  {bar} {text}" : $"  {text}{Environment.NewLine}");
        }
    }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        if (_isTerminal && _shown >= 0)
        {
            writer.WriteLine();
        }
    }
}
