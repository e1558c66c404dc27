using Triad.Core.Settings;

namespace Triad.Core.Usage.Export;

/// <summary>A kind of target that usage can be exported to; found by its name. To add one is a class and a registration.</summary>
public interface IUsageSinkKind
{
    /// <summary>What <see cref="UsageTargetOptions.Kind"/> says.</summary>
    string Name { get; }

    /// <summary>Notes what is wrong with the settings of a target.</summary>
    /// <param name="path">The path of the target in the section.</param>
    /// <param name="target">Its settings.</param>
    /// <param name="problems">Where to note.</param>
    void Check(string path, UsageTargetOptions target, SettingProblems problems);

    /// <summary>Makes the sink of a target.</summary>
    IUsageSink Make(string name, UsageTargetOptions target);
}
