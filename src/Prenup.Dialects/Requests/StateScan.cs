using System.Text.Json;
using Prenup.Core.Faults;

namespace Prenup.Dialects.Requests;

/// <summary>
/// Finds what a request points at that is stored at a cloud. Names count where JSON has names, never inside a text; they
/// are compared without case, so that a lenient cloud cannot see a reference that we missed.
/// </summary>
internal struct StateScan
{
    private Field _place;
    private int _top;
    private StateName _list; // the field whose array of ids is being read
    private int _listDepth;
    private bool _inAudio;
    private InputItem _item;

    /// <summary>What was found; null for nothing.</summary>
    public List<StateReference>? References { get; private set; }

    /// <summary>Values of <c>encrypted_content</c>; null for none.</summary>
    public List<ByteRange>? Sealed { get; private set; }

    /// <summary>The first tool that the cloud itself has to run; null for none.</summary>
    public string? HostedTool { get; private set; }

    /// <summary>Whether there is a picture, a sound or a file, by address or in the body.</summary>
    public bool HasMedia { get; private set; }

    /// <summary>Adds a reference.</summary>
    public void Add(string field, string id) => (References ??= []).Add(new StateReference(field, id));

    /// <summary>Walks the value at the reader and leaves the reader at its end.</summary>
    /// <param name="reader">At a value.</param>
    /// <param name="place">The top-level field that holds the value.</param>
    public Fault? Walk(ref Utf8JsonReader reader, Field place)
    {
        if (place == Field.Conversation && reader.TokenType == JsonTokenType.String)
        {
            return AddText(ref reader, "conversation");
        }
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return null;
        }
        (_place, _top, _list) = (place, reader.CurrentDepth, StateName.None);
        while (reader.Read() && reader.CurrentDepth > _top)
        {
            if (Token(ref reader) is { } fault)
            {
                return fault;
            }
        }
        return null;
    }

    private Fault? Token(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                return Member(ref reader, StateNames.Find(ref reader), reader.CurrentDepth - _top);
            case JsonTokenType.String when _list != StateName.None && reader.CurrentDepth == _listDepth + 1:
                return AddText(ref reader, _list.Text());
            case JsonTokenType.EndArray when reader.CurrentDepth == _listDepth:
                _list = StateName.None;
                return null;
            case JsonTokenType.EndObject:
                EndObject(reader.CurrentDepth - _top);
                return null;
            default:
                return null;
        }
    }

    // Level 1: members of the walked object itself; level 2: members of an array's objects.
    private Fault? Member(ref Utf8JsonReader reader, StateName name, int level)
    {
        var isItem = _place == Field.Input && level == 2;
        switch (name)
        {
            case StateName.Id when isItem:
                return ItemId(ref reader);
            case StateName.Type when _place == Field.Tools && level == 2:
                reader.Read();
                HostedTool ??= HostedTools.Find(ref reader);
                return null;
            case StateName.Type when isItem:
                reader.Read();
                _item.IsReference |= JsonText.Is(ref reader, "item_reference"u8);
                _item.HasOther |= reader.TokenType != JsonTokenType.Null && !_item.IsReference;
                return null;
        }
        _item.HasOther |= isItem;
        switch (name)
        {
            case StateName.Id when level == 1 && _place == Field.Conversation:
            case StateName.Id when level == 1 && _place == Field.Prompt:
                return Ids(ref reader, _place == Field.Prompt ? "prompt" : "conversation");
            case StateName.Id when level == 3 && _inAudio:
                return Ids(ref reader, "audio");
            case StateName.Audio:
                _inAudio = level == 2 && _place == Field.Messages;
                return null;
            case StateName.EncryptedContent:
                return SealedValue(ref reader);
            case StateName.Parameters when _place == Field.Tools:
                reader.Read();
                reader.Skip(); // a JSON schema describes names; it points at nothing
                return null;
            case >= StateName.ImageUrl and <= StateName.VideoUrl:
                HasMedia |= _place != Field.Tools;
                return null;
            case StateName.None or StateName.Id or StateName.Type or StateName.Parameters:
                return null;
            default:
                return IdOrList(ref reader, name);
        }
    }

    private Fault? IdOrList(ref Utf8JsonReader reader, StateName name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            (_list, _listDepth) = (name, reader.CurrentDepth);
        }
        return reader.TokenType == JsonTokenType.String ? AddText(ref reader, name.Text()) : null;
    }

    private Fault? Ids(ref Utf8JsonReader reader, string field)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? AddText(ref reader, field) : null;
    }

    private Fault? ItemId(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            return null;
        }
        if (_item.Id is { } earlier)
        {
            Add("item_reference", earlier); // twice an id: whichever the cloud reads, it is listed
        }
        return JsonText.TryGet(ref reader, out _item.Id) ? null : Refusals.WrongType("input.id", "a string");
    }

    private Fault? SealedValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            var start = (int)reader.TokenStartIndex;
            (Sealed ??= []).Add(new ByteRange(start, (int)reader.BytesConsumed - start));
        }
        return null;
    }

    private Fault? AddText(ref Utf8JsonReader reader, string field)
    {
        if (!JsonText.TryGet(ref reader, out var id))
        {
            return Refusals.WrongType(field, "a string of valid characters");
        }
        Add(field, id);
        return null;
    }

    private void EndObject(int level)
    {
        if (level == 2)
        {
            _inAudio = false;
        }
        if (level == 1)
        {
            // OpenAI lets an item reference go without its type: then it has an id and nothing else.
            if (_item.Id is { } id && (_item.IsReference || !_item.HasOther))
            {
                Add("item_reference", id);
            }
            _item = default;
        }
    }

    private struct InputItem
    {
        public string? Id;
        public bool IsReference;
        public bool HasOther;
    }
}
