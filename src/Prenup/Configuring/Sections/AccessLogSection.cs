using Prenup.Configuring.Yaml;
using YamlDotNet.RepresentationModel;

namespace Prenup.Configuring.Sections;

/// <summary><c>access-log: stdout</c> or <c>access-log: { file: ./access.log }</c></summary>
internal static class AccessLogSection
{
    public static AccessLogSettings? Read(Field? section)
    {
        if (section is null)
        {
            return null;
        }
        if (section.Node is YamlScalarNode)
        {
            return section.Choice(("stdout", true)) is null ? null : new AccessLogSettings(File: null);
        }
        var block = section.Block();
        var path = block?.Require("file")?.Text();
        block?.Close();
        return path is null ? null : new AccessLogSettings(section.Reading.Absolute(path));
    }
}
