package org.zhunru.policy;

/** 新建, 改建, 扩建, 迁建, 技术改造. */
public enum ProjectKind {
  NEW,
  REBUILD,
  EXPAND,
  RELOCATE,
  UPGRADE
}
