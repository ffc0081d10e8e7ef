using YamlDotNet.RepresentationModel;

namespace Prenup.Configuring.Yaml;

/// <summary>A mapping being read. It remembers which names were asked for, so that <see cref="Close"/> finds the others.</summary>
internal sealed class Block
{
    private readonly Dictionary<string, Field> _fields = [];
    private readonly List<string> _known = [];
    private readonly Field _self;

    public Block(Field self, YamlMappingNode mapping)
    {
        _self = self;
        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { Length: > 0 } name })
            {
                self.Reading.Problems.Error(self.Reading.File, key.Start, "expected a name");
                continue;
            }
            var path = self.Path.Length == 0 ? name : $"{self.Path}.{name}";
            _fields.Add(name, new Field(self.Reading, value, path, key.Start) { Name = name });
        }
    }

    /// <summary>Every field as written, for maps whose keys are names of things.</summary>
    public IReadOnlyCollection<Field> All => _fields.Values;

    /// <summary>The names as written.</summary>
    public IReadOnlyCollection<string> Names => _fields.Keys;

    /// <summary>The field of this name, or null where it is absent or empty.</summary>
    public Field? this[string name]
    {
        get
        {
            _known.Add(name);
            return _fields.TryGetValue(name, out var field) && !field.IsEmpty ? field : null;
        }
    }

    /// <summary>The field of this name; where it is absent, says so and returns null.</summary>
    public Field? Require(string name)
    {
        var field = this[name];
        if (field is null)
        {
            Missing($"'{name}' is missing");
        }
        return field;
    }

    /// <summary>Says what should stand somewhere in the mapping.</summary>
    public void Missing(string message) => _self.ErrorAtName(message);

    /// <summary>Says which names nobody asked for, each with the nearest one that is known.</summary>
    public void Close()
    {
        foreach (var (name, field) in _fields)
        {
            if (!_known.Contains(name))
            {
                var why = name == "<<" ? "merge keys are not supported" : $"unknown name '{name}'";
                field.ErrorAtName(why + Nearest.Hint(name, _known));
            }
        }
    }
}
