using Microsoft.Extensions.Options;
using Triad.Core.Settings;

namespace Triad.Persistence;

/// <summary>Checks the settings at start and reports every error at once.</summary>
internal sealed class SqlitePersistenceOptionsValidator : IValidateOptions<SqlitePersistenceOptions>
{
    public ValidateOptionsResult Validate(string? name, SqlitePersistenceOptions options)
    {
        var problems = new SettingProblems(SqlitePersistenceOptions.Section);
        problems.Required(options.DatabasePath, "Name a file on a local disk.");
        problems.AtLeast(options.MaxDatabaseBytes ?? long.MaxValue, 64 << 10);
        problems.AtLeast(options.MaxQueuedWrites, 1);
        problems.AtLeast(options.MaxWritesPerCommit, 1);
        problems.AtLeast(options.Readers, 1);
        problems.AtLeast(options.CompactBelowBytes, 0);
        problems.AtLeast(options.BusyTimeout, TimeSpan.Zero);
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }
}
