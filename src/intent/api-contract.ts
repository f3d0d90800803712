/**
 * What clients of an API may rely on, as a file that describes it. Its canonical form is recorded beside the manifests, so that `diff`
 * finds which change breaks which client. Paths are relative to the working directory of the app, as `cdk8s synth` runs it.
 */
export class ApiContract {
  /**
   * An OpenAPI document, 3.0 or newer, in YAML or JSON. Files that it refers to by `$ref` are recorded with it; descriptions and
   * examples are not. References to URLs are refused.
   *
   * @param path such as `openapi/v1.yaml`
   * @see https://spec.openapis.org/oas/latest.html
   */
  public static openApi(path: string): ApiContract {
    return new ApiContract({ kind: 'openapi', path });
  }

  /**
   * A descriptor set of Protocol Buffers, which holds all files of a gRPC API. Comments in it are not recorded.
   *
   * @param descriptorSetPath the output of `protoc --include_imports --descriptor_set_out=orders.binpb` or `buf build -o orders.binpb`
   * @see https://buf.build/docs/reference/descriptors/
   */
  public static protobuf(descriptorSetPath: string): ApiContract {
    return new ApiContract({ kind: 'protobuf', path: descriptorSetPath });
  }

  /**
   * A GraphQL schema in the schema definition language. The comparison finds out whether it is valid.
   *
   * @param schemaPath such as `schema.graphql`
   * @see https://spec.graphql.org/draft/#sec-Type-System
   */
  public static graphql(schemaPath: string): ApiContract {
    return new ApiContract({ kind: 'graphql', path: schemaPath });
  }

  /** @internal */
  public readonly _file: ContractFile;

  private constructor(file: ContractFile) {
    this._file = file;
  }
}

/** The kind and the path of a contract. The path may be any value that a caller wrote. */
export interface ContractFile {
  readonly kind: 'openapi' | 'protobuf' | 'graphql';
  readonly path: string;
}
