using System.Buffers.Binary;
using System.Text;

namespace Prenup.FunctionalTests.Seeing;

/// <summary>A protobuf message taken apart without its schema: fields by number, each as often as it comes.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public ProtoMessage(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add((field, Varint(ref bytes), []));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(bytes), bytes[..8].ToArray()));
                    bytes = bytes[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref bytes);
                    _fields.Add((field, 0, bytes[..length].ToArray()));
                    bytes = bytes[length..];
                    break;
                default:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(bytes), []));
                    bytes = bytes[4..];
                    break;
            }
        }
    }

    /// <summary>Every message under a path of field numbers.</summary>
    public IEnumerable<ProtoMessage> All(params int[] path) =>
        path.Length == 0
            ? [this]
            : _fields
                .Where(field => field.Field == path[0])
                .SelectMany(field => new ProtoMessage(field.Bytes).All(path[1..]));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field));

    public ulong Number(int field) => _fields.FirstOrDefault(one => one.Field == field).Number;

    /// <summary>A packed list of doubles.</summary>
    public IReadOnlyList<double> Doubles(int field) =>
        [.. Bytes(field).Chunk(8).Select(static eight => BinaryPrimitives.ReadDoubleLittleEndian(eight))];

    /// <summary>OTLP's attributes under a field, each value as text.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int field)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var pair in All(field))
        {
            var value = pair.All(2).Single();
            attributes[pair.Text(1)] = value.Has(1) ? value.Text(1) : $"{value.Number(3)}";
        }
        return attributes;
    }

    private bool Has(int field) => _fields.Exists(one => one.Field == field);

    private byte[] Bytes(int field) => _fields.FirstOrDefault(one => one.Field == field).Bytes ?? [];

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
