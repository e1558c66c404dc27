using Triad.Core.Audit;
using Triad.Persistence.Audit;
using Triad.Testing.Audit;

namespace Triad.Persistence.Tests.Audit;

public sealed class FolderAuditStoreTests : AuditStoreContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-audit-");

    public void Dispose() => _folder.Delete(recursive: true);

    protected override Task<IAuditStore> CreateSutAsync() => Task.FromResult<IAuditStore>(new FolderAuditStore(Path.Combine(_folder.FullName, "audit")));
}
