using Prenup.Configuring.Yaml;
using Prenup.Core.Contracts;

namespace Prenup.Configuring.Sections;

/// <summary><c>first-refusal: { models: [gpt-5.5], share-of-spend: 0.60, window: 7d }</c></summary>
internal static class FirstRefusalSection
{
    public static FirstRefusal? Read(Field? section, Declared declared)
    {
        if (section?.Block() is not { } block)
        {
            return null;
        }
        var models = block.Require("models")?.Items();
        var names = models?.Select(item => item.Reference("model", declared.Models)).OfType<string>().ToList();
        var share = block.Require("share-of-spend")?.Share();
        var window = block.Require("window")?.Duration();
        block.Close();
        return names is null || share is null || window is null
            ? null
            : new FirstRefusal(names, share.Value, window.Value);
    }
}
