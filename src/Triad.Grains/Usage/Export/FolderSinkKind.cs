using Triad.Core.Settings;
using Triad.Core.Usage.Export;

namespace Triad.Grains.Usage.Export;

/// <summary>Targets that are folders.</summary>
internal sealed class FolderSinkKind : IUsageSinkKind
{
    public string Name => "folder";

    public void Check(string path, UsageTargetOptions target, SettingProblems problems)
    {
        if (!Path.IsPathFullyQualified(target.Folder ?? string.Empty))
            problems.Add($"{path}:{nameof(target.Folder)}", target.Folder, "Set an absolute path.");
    }

    public IUsageSink Make(string name, UsageTargetOptions target) => new FolderSink(name, target.Folder!);
}
