using System.Security.Cryptography;
using System.Text.Json;

namespace Prenup.Stores.Sealing;

/// <summary>What a month was when it was over: its rows, the last digest of its chain, and every segment of the journal that is archived with it.</summary>
/// <param name="Entries">Rows.</param>
/// <param name="Digest">The last digest, in hexadecimal digits.</param>
/// <param name="Segments">The segments.</param>
public sealed record MonthSeal(long Entries, string Digest, IReadOnlyList<SealedSegment> Segments)
{
    /// <summary>Reads a month's seal; null where it has none.</summary>
    /// <exception cref="InvalidDataException">It is not as it was written.</exception>
    public static MonthSeal? Read(DataFolder folder, LedgerMonth month)
    {
        if (!File.Exists(folder.Seal(month)))
        {
            return null;
        }
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(folder.Seal(month)));
            var root = json.RootElement;
            var segments = root.GetProperty("segments").EnumerateArray();
            var seal = new MonthSeal(
                root.GetProperty("entries").GetInt64(),
                root.GetProperty("digest").GetString() ?? "",
                [.. segments.Select(static s => new SealedSegment(s[0].GetInt32(), s[1].GetString() ?? ""))]
            );
            return seal.Own(month) == root.GetProperty("seal").GetString()
                ? seal
                : throw new InvalidDataException("it is not as it was written");
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <summary>Writes the seal, whole or not.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public void Write(DataFolder folder, LedgerMonth month)
    {
        var made = folder.Seal(month) + ".new";
        using (var file = new FileStream(made, DataFolder.Private(FileMode.Create, FileShare.None)))
        {
            using (var json = new Utf8JsonWriter(file))
            {
                json.WriteStartObject();
                json.WriteString("month", month.Name);
                json.WriteNumber("entries", Entries);
                json.WriteString("digest", Digest);
                json.WriteStartArray("segments");
                foreach (var segment in Segments)
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(segment.Number);
                    json.WriteStringValue(segment.Digest);
                    json.WriteEndArray();
                }
                json.WriteEndArray();
                json.WriteString("seal", Own(month));
                json.WriteEndObject();
            }
            file.Flush(flushToDisk: true);
        }
        File.Move(made, folder.Seal(month), overwrite: true);
    }

    // A digest of the seal's own words.
    private string Own(LedgerMonth month)
    {
        var words =
            $"{month} {Entries} {Digest} {string.Join(' ', Segments.Select(static s => $"{s.Number}:{s.Digest}"))}";
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(words)));
    }
}
