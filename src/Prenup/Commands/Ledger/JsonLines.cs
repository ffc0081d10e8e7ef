using System.Text;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Ledger;

/// <summary>Attempts as JSON lines on a text writer.</summary>
internal static class JsonLines
{
    private const int Batch = 256;

    /// <summary>Writes them as they are read.</summary>
    public static void Write(IEnumerable<LedgerRow> rows, TextWriter output)
    {
        using var buffer = new MemoryStream();
        foreach (var batch in rows.Chunk(Batch))
        {
            buffer.SetLength(0);
            LedgerExport.WriteJsonLines(batch, buffer);
            output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        }
    }
}
