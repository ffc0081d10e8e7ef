using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.RegularExpressions;

namespace Prenup.FunctionalTests.Security;

/// <summary>A connection with somebody who listens in: every byte for the client is kept. It flows, and is held back, as it would without.</summary>
internal sealed partial class OverheardPipe(IDuplexPipe connection) : PipeWriter, IDuplexPipe
{
    private readonly PipeWriter _output = connection.Output;
    private readonly ArrayBufferWriter<byte> _said = new();
    private Memory<byte> _lent;

    public PipeReader Input => connection.Input;

    public PipeWriter Output => this;

    /// <summary>All that went to the client, a character a byte, without the lines that cut it into chunks.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return Chunk().Replace(Encoding.Latin1.GetString(_said.WrittenSpan), "");
            }
        }
    }

    public override bool CanGetUnflushedBytes => _output.CanGetUnflushedBytes;

    public override long UnflushedBytes => _output.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _lent = _output.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        lock (_said)
        {
            _said.Write(_lent.Span[..bytes]);
        }
        _lent = _lent[bytes..];
        _output.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        _output.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => _output.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _output.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => _output.CompleteAsync(exception);

    [GeneratedRegex("\r\n[0-9a-f]+\r\n", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Chunk();
}
